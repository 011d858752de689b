from modeltranslation.translator import TranslationOptions, register

from .models import ContactMethod, Organisation


@register(Organisation)
class OrganisationWords(TranslationOptions):
    fields = Organisation.WORDS


@register(ContactMethod)
class ContactMethodWords(TranslationOptions):
    fields = ContactMethod.WORDS
