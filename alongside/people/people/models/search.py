"""What search looks things up in. Derived from the records by sql/search.sql and never written by hand."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.db import models


class NameToken(models.Model):
    """One part of one of a person's names, in plain small letters: "okafor"."""

    audited = False
    derived = True
    # Search filters by the records a user may open; a wall around an index would only be a slower one.
    row_security = False

    subject = models.ForeignKey("subjects.Subject", on_delete=models.CASCADE, related_name="+", db_index=False)
    token = models.CharField(max_length=100)
    # g given, f family, k known as, p of a previous name.
    kind = models.CharField(max_length=1)
    # The birthday and the postcode (small, no space) stand here too, so that a common name is narrowed by the index
    # alone, without reading a row of everybody called John.
    born = models.DateField(null=True)
    postcode = models.CharField(max_length=10, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["token"], include=["subject", "born", "postcode"], name="name_token_token"),
            models.Index(fields=["subject"], name="name_token_subject"),
        ]


class NameWord(models.Model):
    """Every different part of a name, once."""

    audited = False
    derived = True
    row_security = False

    word = models.CharField(max_length=100, primary_key=True)

    class Meta:
        indexes = [
            models.Index(fields=["word"], name="name_word_prefix", opclasses=["varchar_pattern_ops"]),
            GinIndex(fields=["word"], name="name_word_trigrams", opclasses=["gin_trgm_ops"]),
        ]


class NameForm(models.Model):
    """A word with a letter left out, or its sound: two words that share a form are a slip of the keyboard apart."""

    audited = False
    derived = True
    row_security = False

    form = models.CharField(max_length=100)
    word = models.CharField(max_length=100)

    class Meta:
        indexes = [
            models.Index(fields=["form", "word"], name="name_form_form"),
            models.Index(fields=["word"], name="name_form_word"),
        ]


class SearchKey(models.Model):
    """Anything looked up as it is or by its beginning: NHS number, birthday, postcode, telephone, street."""

    audited = False
    derived = True
    row_security = False

    subject = models.ForeignKey("subjects.Subject", on_delete=models.CASCADE, related_name="+", db_index=False)
    # n NHS number, i other number, b born (1947-02-03), c postcode, t telephone backwards, s house and street,
    # r street, e email.
    kind = models.CharField(max_length=1)
    key = models.CharField(max_length=254)

    class Meta:
        indexes = [
            models.Index(fields=["kind", "key"], name="search_key_lookup", opclasses=["", "varchar_pattern_ops"]),
            models.Index(fields=["subject"], name="search_key_subject"),
        ]


class SearchCard(models.Model):
    """A person as a line of search results, and all that ranking compares."""

    audited = False
    derived = True
    row_security = False

    subject = models.OneToOneField(
        "subjects.Subject", primary_key=True, on_delete=models.CASCADE, related_name="search_card"
    )
    name = models.CharField(max_length=210)
    known_as = models.CharField(max_length=100, blank=True)
    tokens = models.TextField()
    born = models.DateField(null=True)
    born_estimated = models.BooleanField(default=False)
    address = models.CharField(max_length=400, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    nhs_number = models.CharField(max_length=10, blank=True)
    died_on = models.DateField(null=True)
