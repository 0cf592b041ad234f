"""One person with a row of every kind that has a page, each marked with a word of its own, and every address with real
rows in its places. For the walks that ask who may read what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import product
from typing import Any

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, models
from django.urls import reverse
from django.utils import timezone

from alongside.care_management.assessments import actions as assessing
from alongside.care_management.assessments import advocacy
from alongside.care_management.assessments.tests import factories as assessments
from alongside.care_management.capacity import actions as capacities
from alongside.care_management.capacity.tests import factories as capacity
from alongside.care_management.carers.tests import factories as carers
from alongside.care_management.plans import actions as planning
from alongside.care_management.plans import in_place
from alongside.care_management.plans.tests import factories as plans
from alongside.care_management.reviews.tests import factories as reviews
from alongside.config.roles_and_urls import Address, addresses
from alongside.desk.export.models import Copy
from alongside.foundation import events
from alongside.foundation.access import actions as access
from alongside.foundation.access.models import BreakGlass
from alongside.foundation.accounts.actions import arrange_cover
from alongside.foundation.accounts.models import Team, User
from alongside.foundation.accounts.tests.factories import make_organisation, make_team, make_user
from alongside.foundation.api_keys import actions as keys
from alongside.foundation.audit.models import Look
from alongside.foundation.documents import actions as documents
from alongside.foundation.documents import blocks
from alongside.foundation.documents.tests.factories import make_letter
from alongside.foundation.notifications import actions as notifications
from alongside.foundation.questionnaires import actions as questionnaires
from alongside.foundation.questionnaires.models import DraftVersion
from alongside.foundation.subjects.models import Subject
from alongside.foundation.uploads.cleaning import Clean
from alongside.foundation.work.tests.factories import make_task
from alongside.front_door.access_points import actions as at_desks
from alongside.front_door.access_points.tests import factories as desks
from alongside.front_door.bookings import actions as booking
from alongside.front_door.conversations import actions as talking
from alongside.front_door.conversations.tests import factories as talks
from alongside.front_door.directory import actions as directory
from alongside.front_door.directory.tests import factories as entries
from alongside.front_door.directory_feed.actions import importing, uploading
from alongside.front_door.directory_feed.actions import keeping as keepers
from alongside.front_door.directory_feed.models import KeeperLink
from alongside.front_door.prescriptions import actions as prescribing
from alongside.front_door.prescriptions.tests import factories as prescriptions
from alongside.front_door.referrals import actions as referring
from alongside.front_door.referrals.tests import factories as referrals
from alongside.front_door.self_assessment import actions as telling
from alongside.front_door.self_assessment.tests import factories as written
from alongside.front_door.social_prescribing import actions as link_working
from alongside.front_door.social_prescribing.tests import factories as link_workers
from alongside.insight.benchmarking import actions as benchmarking
from alongside.insight.benchmarking.models import Figure, KeptPack, Release
from alongside.insight.benchmarking.tests.factories import ten
from alongside.insight.files.models import GivenFile
from alongside.insight.measures.models import Run
from alongside.insight.returns.models import BuiltReturn
from alongside.insight.surveys.models import LeftOutPerson, LoadedSurvey, Sample, SampledPerson
from alongside.people.about_me import actions as about_me
from alongside.people.about_me.tests.factories import make_words
from alongside.people.agreements.tests.factories import make_agreement
from alongside.people.case_notes import actions as notes
from alongside.people.circumstances.tests.factories import make_fact
from alongside.people.involvements import actions as involvements
from alongside.people.messages import actions as writing
from alongside.people.messages import readers
from alongside.people.messages.models import outsider
from alongside.people.own_access import actions as own_access
from alongside.people.own_access.models import Access
from alongside.people.own_access.tests.factories import let_in
from alongside.people.people import actions as people
from alongside.people.people.actions import HomeAddress
from alongside.people.people.tests.factories import nhs_number, person
from alongside.people.relationships import actions as relationships
from alongside.people.relationships.tests.factories import make_contact
from alongside.people.risks.tests.factories import make_risk
from alongside.people.visits import actions as visits
from alongside.people.visits.tests.factories import make_visit
from alongside.people.warnings import actions as warnings
from alongside.people.warnings.tests.factories import make_warning
from alongside.rules import bank_holidays
from alongside.safeguarding.enquiries import actions as enquiries

NAMES = ("Xanthippe", "Quillfeather")
STREET, TELEPHONE = "7 Heronsgate", "01632 960777"
OWN_EMAIL = "herons@example.org"
NHS = nhs_number(424242)
# Columns that hold no words about anybody: codes, keys, addresses of pages.
NO_WORDS = {"about", "address", "address_name", "category", "client_token", "display_name", "file", "key", "kind",
            "language", "law", "letterhead", "listed", "normal", "path", "permission", "postcode", "questionnaire",
            "queue", "reference", "request", "restricted_reason", "role", "rule", "rule_version", "sha256", "source",
            "template", "template_version", "uprn", "method", "difficulties", "hours", "information",
            "link_digest", "link_seed", "measure", "site", "outcome",
            "decided_outcome", "national_outcome", "url", "value", "verb", "what", "attachment", "attachment_name"}
# The name itself is the secret there, or the words are of the answers, which are marked as they are written.
MARKED_OTHERWISE = {"people.name", "people.person", "people.identifier", "people.contact", "subjects.subject",
                    "questionnaires.draft", "questionnaires.draftversion", "questionnaires.response",
                    "documents.document", "audit.look"}


MARK = "Qzmarked"


def mark(of: str) -> str:
    """The word that stands in every text of one kind of row, and nowhere else."""
    return MARK + re.sub(r"\W|_", "", of.lower())


def models_about_a_person() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("alongside.")
            and not getattr(model, "derived", False)
            and any(field.name == "subject" for field in model._meta.fields)]


@dataclass
class Whole:
    """The record, its rows by the places of addresses, and who made it."""

    subject: Subject
    maker: User
    manager: User
    hers: dict[str, list[Any]]
    others: dict[str, list[Any]]
    # By which she reads her own record.
    own: Access

    def asked(self) -> Iterator[tuple[Address, str, bool]]:
        """Every address that can be read with every row there is for its places; and whether it is about her."""
        for one in addresses():
            method, _, path = one.path.rpartition(" ")
            path = path.rstrip("/") if method else path  # the API is asked without a stroke at its end
            if method in ("", "GET") and not one.path.startswith("/accounts/oidc/"):
                yield from self._filled(one, path)

    def _filled(self, one: Address, path: str) -> Iterator[tuple[Address, str, bool]]:
        space = one.name.partition(":")[0]
        places = re.findall(r"[<{](?:\w+:)?(\w+)[>}]", path)
        given, about_her = [], False
        for place in places:
            rows, found = None, False
            for name in (f"{one.name} {place}", f"{space} {place}", place):
                if name in self.hers:
                    rows, found = self.hers[name], True
                elif name in self.others:
                    rows = self.others[name]
                if rows is not None:
                    break
            assert rows, f"{one.name} ({one.path}): give it a row for {place!r} in tests/whole_record.py"
            given.append(rows)
            about_her = about_her or found
        for values in product(*given):
            filled = path
            for value in values:
                filled = re.sub(r"[<{](?:\w+:)?\w+[>}]", str(value), filled, count=1)
            yield one, filled, about_her


class Maker:
    """Makes the record by the product's own actions, then puts the marks into what they wrote."""

    def __init__(self) -> None:
        talks.teams()
        self.team = make_team()
        self.worker = make_user("social_worker", name="Callum Lees")
        self.colleague = make_user("social_worker", name="Amara Bello")
        self.manager = make_user("team_manager", name="Helen Cho")
        self.lead = make_user("safeguarding_lead", team=make_team("safeguarding"), name="Yasmin Haddad")
        self.hers: dict[str, list[Any]] = {}
        self.others: dict[str, list[Any]] = {}
        self.subject = person(
            *NAMES, by=self.worker, nhs_number=NHS, home_telephone=TELEPHONE,
            address=HomeAddress(line_1=STREET, postcode="WM4 2BT"),
        ).subject

    def whole(self) -> Whole:
        self.hers["subject_id"] = [self.subject.pk]
        for part in (self._details, self._people_part, self._practice, self._front_door, self._capacity,
                     self._adult, self._carer, self._letters, self._my_plan, self._work, self._looks, self._staff):
            part()
        self._official()
        self._surveys()
        self._measures()
        self._files()
        self._directory()
        self._at_the_desk()
        self._written()
        self._prescribed()
        self._lists()
        _put_marks(self.subject)
        return Whole(self.subject, self.worker, self.manager, self.hers, self.others, self.own)

    def _details(self) -> None:
        by, her = self.worker, self.subject
        other_name = people.record_other_name(subject=her, given="Xantha", family="Quillfeather", kind="birth", by=by)
        contact = people.add_contact(subject=her, kind="email", value="xanthippe@example.org", by=by, note="By day")
        people.record_gp_practice(subject=her, name="Mill Lane Surgery", by=by, gp_name="Dr Aziz")
        people.record_information_need(subject=her, need="large_print", by=by, detail="Size 20")
        again = person("Xanthippe", "Quilfeather", by=by).subject
        join = people.join_records(survivor=her, other=again, reason="Recorded twice", by=self.manager)
        neighbour = person("Winifred", "Okafor", by=by).subject
        wrong = notes.write(subject=neighbour, kind="case_note", words="Came to the door", by=by)
        people.move_entry(record=wrong, to_subject=her, reason="Of the house next door", by=self.manager)
        people.record_death(subject=her, died_on=timezone.localdate(), told_by="The wrong ward", by=by, note="No")
        people.undo_death(subject=her, reason="Another patient", by=by)
        her.refresh_from_db()
        self.neighbour = neighbour
        self.hers |= {"name_id": [other_name.pk], "contact_id": [contact.pk], "join_id": [join.pk],
                      "address_id": [her.addresses.first().pk], "other_id": [neighbour.pk]}

    def _people_part(self) -> None:
        by, her = self.worker, self.subject
        contact = make_contact(her, by=by, telephone="01632 960778", words="Rings nightly")
        self.son = contact
        self.other = relationships.record(subject=her, kind="friend", name="Ines Duarte", by=by)
        authority = relationships.record_authority(relationship=contact, kind="lpa_welfare", by=by, scope="All of it")
        relationships.record_care(relationship=contact, hours="20_to_49", what_they_do="Meals", by=by)
        relationships.record(subject=self.neighbour, kind="neighbour", other=her, by=by)
        facts = make_fact(her, by=by, words="Owns it")
        make_words(her, by=by)
        strength = about_me.record_strength(subject=her, words="Keeps a heron", by=by)
        network = about_me.record_network(subject=her, kind="group", name="Heron club", by=by, words="On Fridays")
        warning = make_warning(her, by=by)
        warnings.keep(warning=warning, why="It stands", next_review_on=timezone.localdate(), by=by)
        failure = warnings.record_support_failure(
            subject=her, if_what_fails="Her son", then="Ring the club", ring_first="Chidi", within_hours=4,
            review_on=timezone.localdate(), by=by)
        agreement = make_agreement(her, by=by)
        self.hers |= {
            "relationships pk": [contact.pk], "relationships:end_authority pk": [authority.pk],
            "relationships:see_paper pk": [authority.pk], "circumstances pk": [facts.pk],
            "about_me:no_longer pk": [strength.pk, network.pk], "warnings pk": [warning.pk],
            "warnings:end_support_failure pk": [failure.pk], "agreements pk": [agreement.pk],
        }

    def _practice(self) -> None:
        by, her = self.worker, self.subject
        note = notes.write(subject=her, kind="case_note", words="She keeps a heron", by=by, with_whom="Her son",
                           significant_title="A heron came")
        closer = notes.write(subject=her, kind="case_note", words="Told in trust", by=by, sensitive=True)
        asked = notes.ask_for_decision(subject=her, question="May it stay?", asked_of=self.manager, by=by)
        notes.record_decision(subject=her, question="May it fly?", decision="It may", reasons="It can", by=self.manager)
        risk, visit = make_risk(her, by=by), make_visit(her, worker=by)
        done = make_visit(her, worker=by)
        visits.record_outcome(visit=done, outcome="completed", words="Well", by=by)
        wait = involvements.ask(subject=her, team=self.team, reason="After a fall", by=by)
        involvements.judge_risk(involvement=wait, risk="high", why="Alone", by=by)
        involvements.touch(involvement=wait, words="Rang her", by=by)
        joint = involvements.ask(subject=her, team=make_team("occupational_therapy"), reason="The bath", by=by,
                                 role="second")
        involvements.allocate(involvement=joint, worker=self.colleague, by=self.manager)
        held = involvements.accept(involvement=joint, by=self.colleague)
        transfer = involvements.transfer(involvement=held, to_team=make_team("east"), note="Moved house", by=by)
        self.hers |= {
            "case_notes:note pk": [note.pk, closer.pk], "case_notes:correct pk": [note.pk],
            "case_notes:decide pk": [asked.pk], "risks pk": [risk.pk], "visits pk": [visit.pk, done.pk],
            "involvements pk": [wait.pk, held.pk], "involvements:accept_transfer pk": [transfer.pk],
            "involvements:send_back pk": [transfer.pk],
            "entry": [events.source_of(note), events.source_of(risk)],
        }

    def _front_door(self) -> None:
        by, her = self.worker, self.subject
        done = talks.finished(
            her, by, days_ago=20, in_short=f"{mark('answers.conversations')} wants a tipper",
            information=[{"what": "The heron club", "how": "spoken"}],
            equipment=[{"item": "kettle_tipper", "quantity": 1, "advice": "Half full"}],
            promises=[{"what": "Ring the club", "by": talks.in_days(3)}], need_appears="yes",
            assessment_answer="accepted")
        open_one = talks.talk(her, self.colleague)
        talks.draft_of(open_one, self.colleague, in_short=f"{mark('answers.conversations')} half said")
        talking.say_still_true(conversation=open_one, source=events.source_of(her.addresses.first()), by=self.colleague)
        talks.urgent_support(open_one, self.colleague)
        raised = talks.concern_about(her, self.worker, what=f"{mark('answers.concerns')} for the windows")
        waiting = talks.concern_about(her, self.worker, what=f"{mark('answers.concerns')} for the gutters")
        talks.handed_over(open_one, self.colleague)
        concern = enquiries.take(item=raised.item, by=self.lead)
        enquiries.decide(concern=concern, decision="enquiry", reasons="All three", by=self.lead,
                         needs_care_and_support=True, at_risk_of_abuse=True, cannot_protect_themselves=True,
                         wishes="Her money back")
        unread = referrals.referral(by, her, about_name=" ".join(NAMES), about_telephone=TELEPHONE)
        answered = referrals.settled(by, her, about_name=" ".join(NAMES))
        referring.tell(referral=answered, words="She joined", how="telephone", by=by)
        sent_on, its_file = referrals.sent_on(unread, by), referrals.attached(unread)
        referring.add_words(referral_id=unread.pk, words="She fell again")
        session = booking.book(subject=her, starts_at=timezone.now() + timedelta(days=3), minutes=45, place="The Hub",
                               facilitator=by, by=by, wants_to_talk_about="Herons")
        self.hers |= {
            "conversations pk": [done.pk, open_one.pk], "conversations:take task_id": [waiting.item.pk],
            "enquiries:concern pk": [concern.pk], "enquiries:keep_close pk": [concern.pk],
            "enquiries:take task_id": [waiting.item.pk], "referrals pk": [unread.pk, answered.pk],
            "referrals file_pk": [its_file.pk], "referrals:onward pk": [sent_on.pk],
            "bookings pk": [session.pk],
        }
        draft = referring.begin(email=referrals.GP)
        key, _ = keys.issue(organisation=make_organisation("Mill Lane Surgery"), name="Practice system",
                            scope="referrals.send", by=self.manager)
        self.others |= {
            "referrals key": [unread.key, answered.key, draft.key], "referrals step": ["who"],
            "referrals:take_off pk": [1],
            "api:sent_referral reference": [unread.reference], "api_keys pk": [key.pk],
        }

    def _capacity(self) -> None:
        by, word = self.worker, mark("answers.capacity")
        one = capacity.make_capacity(self.subject, by=by)
        capacities.assess(one=one, by=by, draft=capacity.make_draft(
            one, "mental_capacity", capacity.make_answers(information=f"{word} two homes"), by=by))
        begun = capacity.make_capacity(self.subject, by=by, the_decision="whether to sell the car")
        decided = capacities.assess(one=begun, by=by, draft=capacity.make_draft(
            begun, "mental_capacity", capacity.make_answers(information=f"{word} a car"), by=by))
        capacities.decide_best_interests(one=decided, by=by, draft=capacity.make_draft(
            decided, "best_interests", capacity.make_best_interests(decided=f"{word} sells it"), by=by))
        third = capacity.make_capacity(self.subject, by=by, the_decision="whether to go by bus")
        self.hers["capacity_id"] = [one.pk, decided.pk, third.pk]

    def _adult(self) -> None:
        by, her, word = self.worker, self.subject, mark("answers.assessments")
        signed = assessments.make_signed(her, by=by, hopes=f"{word} to cook")
        check = advocacy.check(subject=her, record=signed, process="needs_assessment", by=by, owner=by,
                               answers=assessments.make_answers(difficulties=["understanding"]))
        assessing.share(assessment=signed, on=timezone.localdate(), how="spoken", with_whom="Her son", by=by)
        determination = plans.make_determination(her, by=by, advice="Join the club")
        plan = plans.make_signed_off(plans.make_plan(determination, by=by), by=self.manager,
                                     matters=f"{mark('answers.plans')} to be useful")
        planning.give_copy(plan=plan, given_to="Her son", how="handed", given_on=timezone.localdate(), by=by)
        line = plan.supports.get(source="council_arranged")
        weeks = in_place.start_short_term(
            subject=her, service="reablement", what="Stairs", who="The team", first_day=timezone.localdate(),
            weekly_cost=None, hours=None, by=by)
        held = reviews.make_held(by=by, review=reviews.make_review(plan), changed=f"{mark('answers.reviews')} the hip")
        coming = reviews.make_review(plan)
        second = plans.make_determination(her, by=by)
        writing = plans.write(plans.make_plan(second, by=by), matters=f"{mark('answers.plans')} not yet sent")
        third = plans.make_determination(her, by=by)
        begun = assessments.make_assessment(her, by=by)
        assessments.make_draft(begun, hopes=f"{word} to swim")
        self.hers |= {
            "assessments assessment_id": [signed.pk, begun.pk], "check_id": [check.pk],
            "eligibility:decide assessment_id": [signed.pk], "determination_id": [determination.pk, third.pk],
            "plans:kind plan_id": [plan.pk], "plans:end_support plan_id": [plan.pk],
            "plans:kind support_id": [line.pk], "plans:end_support support_id": [line.pk],
            "plans:end_short_term support_id": [weeks.pk],
            "plan_id": [plan.pk, writing.pk], "review_id": [held.pk, coming.pk],
        }

    def _carer(self) -> None:
        by, her, word = self.worker, self.subject, mark("answers.carers")
        signed = carers.make_signed(her, by=by, hopes=f"{word} choir")
        begun = carers.make_carers_assessment(her, by=by, cared_for_name="Her sister")
        carers.make_draft(begun, hopes=f"{word} a walk")
        self.hers |= {"carers assessment_id": [signed.pk, begun.pk],
                      "eligibility:decide_carer assessment_id": [signed.pk]}

    def _letters(self) -> None:
        by, word = self.worker, mark("documents.document")
        said = [blocks.Paragraph(f"{word} We will come."), blocks.SignOff("Amara Bello", "Social worker")]
        draft = make_letter(by=by, about=self.subject, title=f"{word} soon", blocks=said)
        sent = make_letter(by=by, about=self.subject, title=f"{word} sent", blocks=said)
        documents.send_letter(document=sent, how="handed", by=by)
        copy = Copy.objects.create(subject=self.subject, identity="Her passport", reason="She asked", asked_by=by)
        self.hers |= {"document_id": [draft.pk, sent.pk], "copy_id": [copy.pk]}

    def _my_plan(self) -> None:
        """She signs in to My plan by code, and so does her son; once it was closed silently."""
        by, her = self.worker, self.subject
        own = let_in(her, by=by, ways=[("email", OWN_EMAIL), ("spoken", TELEPHONE)], verified_words="Her passport")
        son = let_in(her, by=by, relationship=self.son, ways=[("email", "son@example.org")], limits="Not her money")
        sign = own_access.close_for_safety(subject=her, words="He held her telephone", by=by)
        own_access.lift(sign=sign, words="He moved out", by=by)
        own_access.sign_in(channel="email", address=OWN_EMAIL)
        sent = her.documents.sent().get()
        released = own_access.release(document=sent, part="documents", about_others="nothing", harm_words="It is hers",
                                      by=by)
        power = relationships.record_authority(relationship=self.other, kind="lpa_finance", by=by, scope="The house",
                                               seen_on=timezone.localdate())
        self.hers |= {
            "access_id": [own.pk, son.pk], "way_id": [own.ways.first().pk], "release_id": [released.pk],
            "agreement_id": [her.agreements.first().pk], "own_access relationship_id": [self.other.pk],
            "own_access authority_id": [power.pk],
        }
        self.own = own
        self._written_in_my_plan()

    def _written_in_my_plan(self) -> None:
        """What she wrote to her worker and was answered, what she added, and what she sees differently."""
        by, her, who = self.worker, self.subject, outsider(self.own)
        photo = Clean(b"A heron", "image/png", "heron.png")
        message = writing.write_from_outside(subject=her, who=who, words="Is the heron back?", files=[photo])
        writing.write_from_colleague(thread=message.thread, words="It is", by=by, asks_for="A photograph of it")
        writing.keep_begun(subject=her, who=who, place="new", words="I wanted to say")
        added = about_me.add(subject=her, topic="changed", words="The heron has gone", who=who)
        taken = about_me.add(subject=her, topic="goals", words="To see it again", who=who)
        about_me.take_up(words=taken, how="read", note="", by=by)
        said = about_me.see_differently(entry=her.words.first(), what="What matters to me", words="It was a stork",
                                        wants="right", who=who)
        shown = her.words.filter(added_by="").first()
        file = message.attachments.get()
        son = her.own_accesses.get(relationship=self.son)
        readers.open_to(thread=message.thread, access=son, by=by)
        readers.close_to(thread=message.thread, access=son, by=by)
        self.hers |= {
            "messages pk": [message.thread_id], "messages:mark pk": [message.pk], "messages:attachment pk": [file.pk],
            "about_me:take_up pk": [added.pk], "about_me:differently pk": [said.pk],
            "my_plan pk": [message.thread_id], "my_plan:attachment pk": [file.pk], "my_plan:differently pk": [shown.pk],
        }
        self.others |= {"my_plan:add_words topic": ["changed"], "my_plan:differently kind": ["words"]}

    def _work(self) -> None:
        by, her = self.worker, self.subject
        tasks = [make_task(subject=her, owner=by, title="See the heron", due_on=timezone.localdate()),
                 make_task(subject=her, team=self.team, title="Feed the heron")]
        draft = questionnaires.open_draft(
            owner=by, questionnaire="case_note", subject=her, about=f"subjects.subject:{her.pk}",
            title=f"{mark('questionnaires.draft')} note", url=reverse("case_notes:write", args=[her.pk]))
        questionnaires.put_answers(draft=draft, answers={"words": f"{mark('questionnaires.draft')} half"}, by=by)
        DraftVersion.objects.create(subject=her, draft=draft, revision=1,
                                    answers={"words": f"{mark('questionnaires.draft')} lost"})
        notifications.notify(user=by, title="The heron is back", words="Go and see", subject=her, by=self.manager)
        self.hers |= {"task_id": [one.pk for one in tasks], "draft_id": [draft.pk]}

    def _looks(self) -> None:
        Look.objects.create(subject=self.subject, what="person", user_id=self.colleague.pk, path="/desk/")
        night = make_user("out_of_hours_worker", name="Marlon Reyes")
        given = access.grant(subject=self.subject, user=night, reason="break_glass", by=night, note="Found on the road",
                             ends_on=timezone.localdate() + timedelta(days=1))
        opening = BreakGlass.objects.create(grant=given, reason="Found on the road at 3 am")
        # Reviewed by somebody who may not open the record and is told no name; the walk reads what they say of it.
        self.others |= {"opening_id": [opening.pk], "look_id": [Look.objects.order_by("-pk").first().pk]}

    def _staff(self) -> None:
        cover = arrange_cover(absent=self.colleague, cover=make_user("social_worker"), by=self.manager,
                              starts_on=timezone.localdate() + timedelta(days=30),
                              ends_on=timezone.localdate() + timedelta(days=40))
        built = BuiltReturn.objects.create(starts_on=timezone.localdate() - timedelta(days=90),
                                           ends_on=timezone.localdate(), asked_by=self.manager)
        self.others |= {
            "user_id": [self.worker.pk], "membership_id": [self.worker.memberships.first().pk],
            "team_id": [self.team.pk], "cover_id": [cover.pk], "returns pk": [built.pk],
        }

    def _surveys(self) -> None:
        """A survey's figures, and a sample that she is in, and one that she was left out of."""
        loaded = LoadedSurvey.objects.create(
            year="2024-25", kind="users", file_name="answers.csv", loaded_by=self.manager, rows=1)
        sample = Sample.objects.create(
            year="2024-25", on=timezone.localdate(), seed=1, drawn_by=self.manager,
            populations=dict.fromkeys("1234", 1))
        SampledPerson.objects.create(subject=self.subject, sample=sample, serial="00001", stratum=4, facts={"Age": 70})
        LeftOutPerson.objects.create(subject=self.subject, sample=sample, reason="no_home")
        self.others |= {f"surveys:{name} pk": [loaded.pk] for name in ("results", "figures_file", "faults_file")}
        self.others |= {f"surveys:{name} pk": [sample.pk] for name in ("sample", "analysis_file", "letters_file")}
        self.others |= {"waiting key": ["assessment", "allocation"]}

    def _official(self) -> None:
        """A council of the official tables, with its words and an entry."""
        release = Release.objects.create(file_name="official.ods", digest="0" * 64, layout="x", loaded_by=self.manager)
        Figure.objects.bulk_create([Figure.from_published(one, release) for one in ten("1D", 60, nw=60)])
        told = {"council": "313", "year": "2024-25", "by": self.manager}
        version = benchmarking.write_narrative(words="Ours.", seen=0, **told)
        entry = benchmarking.add_entry(kind="money", words="Savings", on=timezone.localdate(), source="Budget", **told)
        kept = KeptPack.objects.create(group="North West", year="2024-25", asked_by=self.manager, of=5)
        figure = benchmarking.publish_indicator(
            title="Satisfied", value="60.0%", on=timezone.localdate(), source="The survey", by=self.manager)
        self.others |= {
            "benchmarking code": ["313"], "benchmarking year": ["2024-25"], "benchmarking series": ["satisfaction"],
            "benchmarking form": ["json"], "benchmarking:sign pk": [version.pk], "benchmarking key": ["every"],
        }
        self.others |= {f"benchmarking:{name} pk": [entry.pk] for name in ("entry", "withdraw")}
        self.others |= {f"benchmarking:{name} pk": [kept.pk] for name in ("kept_pack", "kept_file", "throw_away")}
        self.others |= {f"benchmarking:{name} pk": [figure.pk] for name in ("figure", "withdraw_figure")}

    def _measures(self) -> None:
        """Figures being worked out; nobody's people are behind them yet."""
        run = Run.objects.create(year="2025-26", asked_by=self.manager)
        self.others |= {"measures:run pk": [run.pk], "measures:download kind": ["csv"], "measures key": ["2E(2a)"]}

    def _files(self) -> None:
        """A file from elsewhere that waits for its turn."""
        given = GivenFile.objects.create(
            name="theirs.csv", purpose="Theirs, before it is sent", size=1, given_by=self.manager, of=7
        )
        self.others |= {"files pk": [given.pk]}

    def _written(self) -> None:
        """What somebody wrote to us without an account, matched to her; something begun that is nobody's yet."""
        sent = written.sent(your_name="Xanthippe Quillfeather", hard="The stairs")
        telling.add(sent=sent, words="And the bath")
        telling.match(sent=telling.read(sent=sent, by=self.worker), subject=self.subject, by=self.worker)
        begun = written.begun()
        link = telling.keep_for_later(started=begun, address="heron@post.example")
        self.hers |= {"self_assessment pk": [sent.pk]}
        self.others |= {
            "self_assessment slug": ["about-me"], "self_assessment step": ["good-day"], "self_assessment link": [link],
            "self_assessment:where number": [sent.number], "self_assessment:go_on number": [begun.pk],
        }

    def _directory(self) -> None:
        """An entry that anybody can find, on somebody's list, and what a stranger suggested about it."""
        entries.terms()
        made = entries.service(days="TH", at=(54.1, -1.9))
        kept = directory.save_to_list(service=made, saved_list=None)
        suggestion = directory.suggest(service=made, term=None, words="It has moved")
        self.others |= {
            "directory uid": [made.uid], "directory secret": [kept.secret], "directory pk": [made.pk],
            "directory:answer pk": [suggestion.pk], "directory:organisation pk": [made.organisation_id],
            "directory kind": ["times"], "directory row": [made.schedules.get().pk],
        }
        self._directory_feed(made)

    def _at_the_desk(self) -> None:
        """What a desk wrote down about her, and a session booked there that is hers."""
        her, day = self.subject, timezone.localdate() + timedelta(days=3)
        while bank_holidays.name_of(day):
            day += timedelta(days=1)
        make_team("access_points")
        helper, point = desks.at_the_desk(name="Idris Coker"), desks.mill_lane()
        booking.publish(worker=self.worker, starts=time(10), ends=time(12), way="telephone", on_day=day)
        own = booking.publish(worker=self.worker, starts=time(14), ends=time(15), way="telephone", on_day=day)
        booked = booking.book_time(
            starts_at=timezone.make_aware(datetime.combine(day, time(10))), way="telephone", place="", by=helper,
            about=booking.About(name=" ".join(NAMES), telephone=TELEPHONE, wants="Herons"))
        unmatched = booking.book_time(
            starts_at=timezone.make_aware(datetime.combine(day, time(11))), way="telephone", place="", by=helper,
            about=booking.About(name="Somebody Else", telephone="01632 960111", wants="A walk"))
        hers = booking.match(session=booked, subject=her, by=self.worker)
        feed = booking.give_feed(worker=self.worker)
        helped = at_desks.begin_help(by=helper, point=point, about_name=NAMES[0], wanted="A heron")
        lent = at_desks.lend(by=helper, point=point, item="trolley", about_name=NAMES[0])
        asked = at_desks.ask(by=helper, point=point, whom="front_door", words="May she keep it?")
        heard = at_desks.hear(by=helper, point=point, about_name=NAMES[0], what="Bruises", who_told="Her son",
                              told_them="yes", in_danger_now=False)
        goes = at_desks.arrange(by=helper, point=point, service=entries.service("Heron club"), about_name=NAMES[0],
                                goes=helper, on_day=day, at=time(9), meet_at="At the pond")
        note = at_desks.write_note(by=helper, network="Northfield", kind="gap", words="No pond here")
        for row in (helped, lent, asked, heard, goes):
            type(row).objects.filter(pk=row.pk).update(subject=her)
        self.hers |= {
            "conversations:offer_assessment pk": [hers.pk], "access_points:look pk": [helped.pk],
            "access_points:put_on_list pk": [helped.pk], "access_points:end_help pk": [helped.pk],
            "access_points:back pk": [lent.pk], "access_points:question pk": [asked.pk],
            "access_points:asked pk": [asked.pk],
            "access_points:heard pk": [heard.pk], "access_points:concern pk": [heard.pk],
            "access_points:accompaniment pk": [goes.pk], "access_points:again pk": [goes.pk],
            **{f"bookings:{name} pk": [hers.pk] for name in ("unmatched", "match", "read", "call_off", "missed")},
        }
        self.others |= {
            "bookings step": ["about", "how", "where", "day", "time", "contact", "needs"],
            "bookings secret": [unmatched.secret], "bookings:feed secret": [feed.secret],
            "bookings:take_back pk": [own.pk], "access_points key": ["mill_lane"],
            "access_points item": ["kettle_tipper"], "access_points:settle_note pk": [note.pk],
            "access_points uid": [goes.service.uid],
        }

    def _directory_feed(self, entry: Any) -> None:
        """The same entry in the open feed, a change its keeper sent, and a list that somebody brought."""
        link = KeeperLink.objects.create(address="keeper@post.example", ends_at=KeeperLink.end("asked"))
        change = keepers.propose(service=entry, said={"summary": "It has moved"}, note="", link=link)
        brought = uploading.upload(by=self.worker, file=SimpleUploadedFile(
            "list.csv", b"Name,Organisation\nTea,Tea Trust\n"))
        importing.choose_columns(of=brought, columns={"name": "Name", "organisation": "Organisation"},
                                           origin="Tea Trust", publish=False, mapping=None)
        term = entry.attributes.first().term
        self.others |= {
            "directory_feed uid": [entry.uid], "directory_feed secret": [link.secret], "directory_feed kind": ["csv"],
            "directory_feed pk": [brought.pk], "directory_feed:change pk": [change.pk],
            "directory_feed:write pk": [entry.pk], "directory_feed:one_of_places uid": [entry.places.get().uid],
            "directory_feed:one_of_taxonomies uid": [term.taxonomy.uid],
            "directory_feed:one_of_terms uid": [term.uid],
            "directory_feed:one_of_organisations uid": [entry.organisation.uid],
        }

    def _prescribed(self) -> None:
        """What was prescribed to her, and her time with a link worker."""
        by, her = self.worker, self.subject
        given = prescriptions.by_colleague(by, her)
        line = given.lines.get()
        prescribing.said_by_colleague(line=line, what="went", filled_by="volunteer", filler_name="Joan", words="A row",
                                      by=by)
        walked = link_workers.running(her, self.colleague, self.manager)
        goal = link_working.set_goal(link_work=walked, words="To dig again", by=self.colleague)
        tried = link_working.try_out(link_work=walked, name="Heron club", goal=goal, by=self.colleague)
        link_working.went(tried=tried, state="went", liked="yes", words="She laughed", by=self.colleague)
        link_working.measure(link_work=walked, when="start", answers=link_workers.BEFORE, by=self.colleague)
        self.hers |= {
            "prescriptions pk": [given.pk], "prescriptions line": [line.pk], "social_prescribing pk": [walked.pk],
            "social_prescribing goal": [goal.pk], "social_prescribing tried": [tried.pk],
        }
        # Their own doors: a birthday, or a code to a work email.
        self.others |= {
            "prescriptions secret": [given.secret], "prescriptions reference": [given.reference],
            "social_prescribing when": ["end"], "prescriptions:opened_say line": [line.pk],
            "prescriptions:given_say line": [line.pk],
        }

    def _lists(self) -> None:
        """What stands in an address and is no number of a row."""
        def first(key: str) -> str:
            return questionnaires.declare.get(key).sections[0].key

        self.others |= {
            "assessments part": [first("assessment_full")], "carers part": [first("carers_assessment")],
            "capacity:write part": [first("mental_capacity")],
            "capacity:best_interests part": [first("best_interests")],
            "plans part": [first("care_and_support_plan")], "reviews part": [first("plan_review")],
            "conversations:hold part": [first("first_conversation")],
            "conversations:urgent_support part": [first("urgent_support")],
            "conversations:hand_over part": [first("hand_over")], "circumstances:record kind": ["accommodation"],
            "about_me:no_longer kind": ["strength", "network"], "template": ["plain"], "rule": ["eligibility.adult"],
            "persona": ["social_worker"], "uidb36": ["1"],
            "key": ["urgent", "due", "later", "waiting", "held", "handed"],
            "demand what": ["cohorts"], "demand ending": ["csv"],
            "scorecards set_key": ["cheshire_west_2016_20"], "scorecards code": ["CW03"],
            "team_key": [Team.objects.get(key="north").key], "account_reset_password_from_key key": ["set-password"],
        }


def _put_marks(subject: Subject) -> None:
    """A word of its own into every text of every row of hers, also where her own words stand for good."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('alongside.disposing', 'yes', true)")
    for model in models_about_a_person():
        label = model._meta.label_lower
        if label in MARKED_OTHERWISE:
            continue
        fields = [field for field in model._meta.concrete_fields if _is_words(field)]
        for row in model._default_manager.filter(subject=subject):
            of = f"events.{row.permission}" if label == "events.event" else label
            told = {field.name: f"{mark(of)} {getattr(row, field.name)}"[:field.max_length]
                    for field in fields if getattr(row, field.name)}
            if told:
                model._default_manager.filter(pk=row.pk).update(**told)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('alongside.disposing', 'no', true)")


def _is_words(field: Any) -> bool:
    if field.name in NO_WORDS or field.choices:
        return False
    if isinstance(field, models.TextField):
        return True
    return isinstance(field, models.CharField) and (field.max_length or 0) >= 200
