"""Which state of the content readers see: what a process keeps in memory of it is good for as long as the mark stays."""

import uuid

from django.db import models


class Imprint(models.Model):
    """One row, made by a migration. `mark` is new with whatever readers may see anew, in the same transaction."""

    mark = models.UUIDField(default=uuid.uuid4)

    wagtail_reference_index_ignore = True
