"""Tags that put style and scripts into the page. See safety/inline.py."""

from django import template
from django.template import Context
from django.utils.safestring import SafeString, mark_safe

from safety import inline

register = template.Library()


@register.simple_tag(takes_context=True)
def inline_style(context: Context) -> SafeString:
    extras = context.get("extras") or ()
    return mark_safe(f"<style>{inline.style(*extras)}</style>")  # our own files only


@register.simple_tag
def inline_script(name: str) -> SafeString:
    return mark_safe(f"<script>{inline.script(name)}</script>")  # our own files only
