"""Letters as narrow and as wide as some machine has them: no test depends on the fonts of this one."""

# What is measured per letter, for all letters; the two differ as much as common faces do.
NARROW = "* { letter-spacing: -.08em !important }"
WIDE = "* { letter-spacing: .06em !important }"


def set_letters(page, style: str) -> None:
    """Also where the policy of a page forbids a style of others."""
    page.evaluate(
        """style => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(style);
          document.adoptedStyleSheets = [sheet];
        }""",
        style,
    )
