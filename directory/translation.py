from modeltranslation.translator import TranslationOptions, register

from directory.models.countries import Country, LocalNumber, Post

from .models import ContactMethod, Organisation


@register(Organisation)
class OrganisationWords(TranslationOptions):
    fields = Organisation.WORDS


@register(ContactMethod)
class ContactMethodWords(TranslationOptions):
    fields = ContactMethod.WORDS


@register(Post)
class PostWords(TranslationOptions):
    fields = Post.WORDS


@register(Country)
class CountryWords(TranslationOptions):
    fields = Country.WORDS


@register(LocalNumber)
class LocalNumberWords(TranslationOptions):
    fields = LocalNumber.WORDS
