from editorial.localized import register

register("content")
