from modeltranslation.translator import TranslationOptions, register

from .models import (
    BrowserSteps,
    Figure,
    FigureTable,
    Page,
    Resource,
    Section,
    Signal,
    SignalList,
)


@register(Page)
class PageWords(TranslationOptions):
    fields = Page.WORDS


@register(Section)
class SectionWords(TranslationOptions):
    fields = Section.WORDS


@register(BrowserSteps)
class BrowserStepsWords(TranslationOptions):
    fields = BrowserSteps.WORDS


@register(SignalList)
class SignalListWords(TranslationOptions):
    fields = SignalList.WORDS


@register(Signal)
class SignalWords(TranslationOptions):
    fields = Signal.WORDS


@register(FigureTable)
class FigureTableWords(TranslationOptions):
    fields = FigureTable.WORDS


@register(Figure)
class FigureWords(TranslationOptions):
    fields = Figure.WORDS


@register(Resource)
class ResourceWords(TranslationOptions):
    fields = Resource.WORDS
