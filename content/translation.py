from modeltranslation.translator import TranslationOptions, register

from .models import Page, Section, Signal, SignalList


@register(Page)
class PageWords(TranslationOptions):
    fields = Page.WORDS


@register(Section)
class SectionWords(TranslationOptions):
    fields = Section.WORDS


@register(SignalList)
class SignalListWords(TranslationOptions):
    fields = SignalList.WORDS


@register(Signal)
class SignalWords(TranslationOptions):
    fields = Signal.WORDS
