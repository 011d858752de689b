from editorial.localized import register

register("directory")
