from editorial.localized import register

register("editorial")
