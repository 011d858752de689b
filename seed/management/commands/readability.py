"""Print how easy each Dutch text is to read: the hardest first, the median last."""

from django.core.management.base import BaseCommand

from seed.files import loading


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def handle(self, *args, **options):
        from seed import readability  # its library is for development only

        texts = readability.texts(loading.load())
        self.stdout.write("Flesch-Douma  words  a sentence  longest")
        for text in sorted(texts, key=lambda text: text.score):
            self.stdout.write(
                f"{text.score:12.0f}{text.words:7}{text.words_a_sentence:12.1f}"
                f"{len(text.longest):9}  {text.name}: {' '.join(text.longest)}"
            )
        self.stdout.write(
            f"{readability.median_score(texts):12.0f}  median of {len(texts)} texts"
        )
