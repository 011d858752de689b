"""Who listened, and said that it may be heard."""

from django.conf import settings
from django.db import models, transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from languages.offered import django_languages
from speech.audio import tracks


class Heard(models.Model):
    """What an approval and a recording have in common.

    text: the words, for anyone who reads the list; the digest decides
    """

    language = models.CharField("taal", max_length=10, choices=django_languages())
    text = models.TextField("tekst")

    class Meta:
        abstract = True

    def __str__(self):
        return self.text


class Approval(Heard):
    """A listener heard one sentence, said by one voice, and found it clear.

    clip: the digest of exactly these words by exactly this voice; other words, or a
    newer version of the voice, need an approval of their own
    """

    clip = models.CharField("vingerafdruk", max_length=32, unique=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="door",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Leeg: getekend door een opdracht op de server, als demonstratie.",
    )
    on = models.DateTimeField("op", auto_now_add=True)

    class Meta:
        ordering = ["-on"]
        verbose_name = "goedgekeurde zin"
        verbose_name_plural = "goedgekeurde zinnen"


class Recording(Heard):
    """A heading, paragraph or list item, read by a person.

    block: the digest of exactly these words; clip: where the sound is kept
    """

    block = models.CharField("vingerafdruk", max_length=32, unique=True)
    clip = models.CharField(max_length=50, editable=False)
    seconds = models.FloatField("seconden", editable=False)
    loudness = models.FloatField("luidheid (LUFS)", editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="geplaatst door",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )
    uploaded_on = models.DateTimeField("geplaatst op", auto_now=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="goedgekeurd door",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )
    approved_on = models.DateTimeField(
        "goedgekeurd op", null=True, blank=True, editable=False
    )

    class Meta:
        ordering = ["language", "text"]
        verbose_name = "opname"
        verbose_name_plural = "opnames"


@receiver(post_delete, sender=Recording)
def forget(instance, **kwargs) -> None:
    """A voice that is taken back is gone from disk, once no row names it."""
    if not Recording.objects.filter(clip=instance.clip).exists():
        transaction.on_commit(lambda: tracks.forget_clip(instance.clip))
