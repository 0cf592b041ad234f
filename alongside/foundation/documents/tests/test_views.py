import pytest
from django.urls import reverse

from alongside.foundation.accounts.tests.factories import make_subject, make_user
from alongside.foundation.audit.models import Look
from alongside.foundation.documents import blocks

from .factories import make_letter
from .test_actions import a_store_of_our_own  # noqa: F401  letters of tests stay out of the data folder

pytestmark = pytest.mark.django_db


def address(name, document):
    return reverse(f"documents:{name}", args=[document.subject_id, document.pk])


def test_the_page_says_what_the_paper_says_and_nobodys_words_are_markup(client):
    user = make_user()
    document = make_letter(by=user, blocks=[blocks.Heading("Next"), blocks.Paragraph("<b>Ring</b>\nfirst")])
    client.force_login(user)
    page = client.get(address("print", document)).content.decode()
    assert "<h2 class=\"al-letter__heading\">Next</h2>" in page
    assert "&lt;b&gt;Ring&lt;/b&gt;<br>first" in page
    assert "Draft, not sent." in page


def test_the_download_is_the_kept_pdf_without_a_name_in_its_name(client):
    user = make_user()
    document = make_letter(by=user)
    client.force_login(user)
    answer = client.get(address("download", document))
    assert answer.content == document.pdf()
    assert answer["Content-Disposition"] == f'attachment; filename="letter-{document.pk}.pdf"'
    assert Look.objects.filter(subject=document.subject, what="letter").count() == 1


@pytest.mark.parametrize("name", ["print", "download"])
def test_a_restricted_record_keeps_its_letters(client, name):
    author, other = make_user(), make_user("social_worker")
    subject = make_subject()
    document = make_letter(by=author, about=subject)
    subject.restricted, subject.restricted_reason, subject.restricted_by = True, "Known to staff", author
    subject.restricted_at = document.made_at
    subject.save()
    client.force_login(other)
    assert client.get(address(name, document)).status_code == 404


def test_a_letter_of_somebody_else_is_not_found_under_this_record(client):
    user = make_user()
    document = make_letter(by=user)
    client.force_login(user)
    another = make_subject("Jean Hartley")
    assert client.get(reverse("documents:download", args=[another.pk, document.pk])).status_code == 404
