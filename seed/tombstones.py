"""Remember what is deleted, and forget it when it is made again."""

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from editorial.models import Entry

from .models import Tombstone


@receiver(post_delete)
def remember(sender, instance, **kwargs):
    if issubclass(sender, Entry):
        Tombstone.objects.get_or_create(model=sender._meta.label, key=instance.key)


@receiver(post_save)
def forget(sender, instance, created, raw=False, **kwargs):
    if created and not raw and issubclass(sender, Entry):
        Tombstone.objects.filter(model=sender._meta.label, key=instance.key).delete()
