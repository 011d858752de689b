"""What the seed remembers besides its files."""

from django.db import models


class Tombstone(models.Model):
    """What an editor took away, so that a seed does not bring it back."""

    model = models.CharField(max_length=60)
    key = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint("model", "key", name="buried_once")]

    def __str__(self):
        return f"{self.model} {self.key}"
