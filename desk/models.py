"""What the desk remembers: how web addresses answered."""

from django.db import models


class CheckedLink(models.Model):
    """What a web address answered when `check_links` last asked.

    answer, detail: as directory.link_check tells them
    """

    url = models.URLField(max_length=500, unique=True)
    answer = models.CharField(max_length=10)
    detail = models.CharField(max_length=500, blank=True)
    checked_on = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return f"{self.answer} {self.url}"
