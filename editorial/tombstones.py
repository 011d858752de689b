"""Remember what is deleted, and forget it when it is made again."""

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from .models import Entry, Removed


@receiver(post_delete)
def remember(sender, instance, **kwargs):
    if issubclass(sender, Entry):
        Removed.objects.get_or_create(model=sender._meta.label, key=instance.key)


@receiver(post_save)
def forget(sender, instance, created, raw=False, **kwargs):
    if created and not raw and issubclass(sender, Entry):
        Removed.objects.filter(model=sender._meta.label, key=instance.key).delete()
