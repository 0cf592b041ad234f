"""The first conversation: safety, then what is going well, then what is hard, then what was agreed."""

from __future__ import annotations

from alongside.foundation import codelists
from alongside.foundation.questionnaires import Question, Questionnaire, Section, all_of, when

from .. import policy
from . import next_steps

PROMISES = "promises"
# Whoever got in touch and is neither the person nor nameless.
SOMEBODY_ELSE = tuple(one.code for one in codelists.codes("contact_source") if one.code not in ("self", "anonymous"))

SAFE = Section("safe", "What has happened, and is anyone unsafe now?", short="Safe now?",
               hint="Ask this first. Everything else can wait a day if it must.", questions=(
    Question("safe_now", "Is anyone unsafe now?", "choice", boxed=True, required=True,
             missing="Say whether anyone is unsafe now",
             options=(("unsafe", "Yes, someone is unsafe now"), ("worrying", "Not now, but something is worrying"),
                      ("safe", "No")),
             option_hints=(("unsafe", "Opens urgent support and safeguarding. 999 if life is at risk."),
                           ("worrying", "Agree what to do, and by when, before the call ends."))),
    Question("words", "In their words", "long_text", person_words=True, notices=PROMISES),
))

WHO = Section("who", "Who got in touch, and how?", short="Who got in touch", questions=(
    Question("source", "Who got in touch?", "choice", options="contact_source", required=True,
             missing="Choose who got in touch"),
    Question("got_in_touch", "Their name, if it was somebody else",
             asked_if=when("source", is_in=SOMEBODY_ELSE)),
    Question("channel", "How did they reach us?", "choice", options="conversation_channel", required=True,
             missing="Choose how they reached us"),
    Question("route", "What brought them to the council?", "choice", options="route_of_access", required=True,
             drop_down=True, missing="Choose what brought them to the council", national="Request: Route of Access"),
    Question("as_carer", "Is this about their own life as a carer?", "yes_no",
             hint="Yes if they rang about looking after somebody, and this is the carer’s own record."),
))

GOING_WELL = Section("going_well", "What is going well?", short="What is going well",
                     hint="What they do, enjoy and are good at; who and what is around them.", questions=(
    Question("going_well", "What they do, enjoy and are good at", "long_text", notices=PROMISES,
             hint="Each sentence is kept as a strength on their page."),
))

MATTERS = Section("matters", "What matters to them? What is a good day?", short="What matters, a good day",
                  hint="Their words, first person. This goes to the top of their page.", questions=(
    Question("matters", "What matters to me", "long_text", person_words=True),
    Question("good_day", "What a good day looks like", "long_text", person_words=True),
))

AROUND = Section("around", "Who is around them?", short="Who is around", questions=(
    Question("people", "People", "rows", add="Add somebody", questions=(
        Question("name", "Name", required=True, missing="Say who it is", max_length=200),
        Question("kind", "Who they are to them", "choice", options="relationship_kind"),
        Question("words", "In a few words", hint="Comes on Sundays, has a key", max_length=200),
    )),
    Question("groups", "Groups and places", "rows", add="Add a group or a place", questions=(
        Question("name", "Name", required=True, missing="Name the group or place", max_length=200),
        Question("kind", "What it is", "choice", required=True, missing="Choose what it is", drop_down=True, options=(
            ("group", "Group"), ("place", "Place"), ("faith", "Faith"), ("work", "Work or volunteering"),
            ("online", "Online"))),
    )),
))

CHANGED = Section("changed", "What has changed?", short="What has changed", questions=(
    Question("changed", "Since when, and what is different now?", "long_text", notices=PROMISES),
))
TRIED = Section("tried", "What have they tried?", short="What they have tried", questions=(
    Question("tried", "What helped, even a little, and what did not?", "long_text", notices=PROMISES),
))
HARD = Section("hard", "What is hard?", short="What is hard",
               hint="After what is going well, never before it.", questions=(
    Question("hard", "What is hard, and what would make it easier?", "long_text", notices=PROMISES),
))

AGREED = Section("agreed", "What we agreed", short="What we agreed", questions=(
    Question(PROMISES, "Promises", "rows", add="Add a promise", hint="Who does what, by which day. Nobody is told "
             "“we’ll see”.", questions=(
        Question("what", "What", required=True, missing="Say what was promised", max_length=200),
        Question("who", "Who", hint="A colleague’s name. Blank is you."),
        Question("by", "By when", "date", required=True, missing="Give the promise a day"),
    )),
    Question("information", "Information given", "rows", add="Add information", questions=(
        Question("what", "What about", required=True, missing="Say what the information was about", max_length=300),
        Question("how", "How", "choice", required=True, missing="Say how it was given", drop_down=True, options=(
            ("spoken", "Said aloud"), ("looked_up_together", "Looked up together"),
            ("printed", "Printed and handed over"), ("post", "By post"), ("email", "By email"),
            ("text", "By text message"))),
        Question("prescribed_by", "On whose information prescription?",
                 hint="A GP, say. Leave blank if nobody’s.", max_length=200),
    )),
    Question("equipment", "Simple equipment", "rows", add="Add equipment",
             hint="From the council’s list, without a specialist’s assessment.", questions=(
        Question("item", "What", "choice", required=True, missing="Choose the equipment",
                 options=(*policy.equipment_ever(), ("not_on_list", "Something that is not on the list"))),
        Question("other", "If it is not on the list, what is needed?", required=True, missing="Say what is needed",
                 max_length=120, hint="A specialist looks at this first.",
                 asked_if=lambda row: row["item"] == "not_on_list"),
        Question("quantity", "How many", "number", asked_if=lambda row: row["item"] != "not_on_list"),
        Question("advice", "Advice given with it", max_length=300),
    )),
    Question("accompany", "Will a volunteer go with them the first time?", "yes_no",
             hint="Three promises follow: meeting at home, travelling there together, and the first time there."),
    Question("accompany_to", "Where to?", required=True, missing="Say where the volunteer goes with them",
             hint="The gardening club at Mill Lane", max_length=150, asked_if=when("accompany", is_="yes")),
    Question("accompany_by", "Which volunteer?", hint="Leave blank while one is being found.", max_length=120,
             asked_if=when("accompany", is_="yes")),
    Question("accompany_on", "Which day?", "date", required=True, missing="Give the first time a day",
             asked_if=when("accompany", is_="yes")),
))

REFUSED = when("assessment_answer", is_="refused")
ANSWERS = (("accepted", "Yes, they accept"), ("thinking", "They want to think about it"),
           ("refused", "No, they refuse"))
OFFER = Section("offer", "Would an assessment help?", short="An assessment?",
                hint="Offered when it seems that somebody may need care or support, whatever we think they may be "
                     "entitled to.", questions=(
    Question("need_appears", "Does it seem that this person may need care and support?", "yes_no", required=True,
             missing="Say whether it seems that they may need care and support"),
    Question("assessment_answer", "You offered an assessment. What did they say?", "choice", options=ANSWERS,
             required=True, missing="Say what they answered to the offer of an assessment",
             asked_if=when("need_appears", is_="yes")),
    Question("refusal_kind", "Why did they refuse?", "choice", options="assessment_refusal", required=True,
             missing="Choose why they refused", asked_if=REFUSED),
    Question("refusal_words", "In their words", "long_text", person_words=True, asked_if=REFUSED),
    Question("at_risk", "Are they experiencing, or at risk of, abuse or neglect?", "yes_no_unknown", required=True,
             missing="Say whether they are at risk of abuse or neglect", asked_if=REFUSED,
             hint="If so, we assess all the same (Care Act section 11(2))."),
    Question("cannot_refuse", "Do they lack capacity to refuse, and would an assessment be in their best interests?",
             "yes_no_unknown", required=True, asked_if=REFUSED,
             missing="Say whether they can decide about refusing",
             hint="Everybody is taken to have capacity until it is shown otherwise."),
    Question("carer_appears", "Does somebody look after them who may need support too?", "yes_no",
             hint="A carer who rings about somebody else is offered an assessment of their own."),
    Question("carer_name", "Who?", required=True, missing="Name the carer", max_length=200,
             asked_if=when("carer_appears", is_="yes")),
    Question("carer_answer", "You offered a carer’s assessment. What did they say?", "choice",
             options=(*ANSWERS, ("not_there", "They were not there to ask")), required=True,
             missing="Say what the carer answered", asked_if=when("carer_appears", is_="yes")),
    Question("carer_refusal_kind", "Why did the carer refuse?", "choice", options="assessment_refusal", required=True,
             missing="Choose why the carer refused",
             asked_if=all_of(when("carer_appears", is_="yes"), when("carer_answer", is_="refused"))),
))

SESSION = when("session", is_="yes")
NEXT = Section("next", "Next steps", short="Next steps", questions=(
    Question("session", "Book a planning session?", "yes_no",
             hint="Up to an hour on what they want and what is around them. It is not an assessment."),
    Question("session_on", "Which day?", "date", required=True, missing="Give the session a day", asked_if=SESSION),
    Question("session_at", "What time?", required=True, missing="Give the session a time", hint="10.30",
             max_length=10, asked_if=SESSION),
    Question("session_minutes", "How many minutes?", "number", required=True,
             missing="Say how many minutes, up to 60", asked_if=SESSION),
    Question("session_place", "Where?", required=True, missing="Say where the session is", max_length=200,
             asked_if=SESSION),
    Question("session_with", "Who with?", hint="A colleague’s name. Blank is you.", asked_if=SESSION),
    Question("steps", "What else happens now?", "choices", options=next_steps.options(),
             hint="What you recorded above is counted already: information, equipment, an accepted assessment, a "
                  "concern, a session."),
    Question("step_words", "Anything the next person should know about it", "long_text"),
    Question("in_short", "In one line, what was this about?", required=True, max_length=200,
             missing="Say in one line what this was about",
             hint="The next worker reads this first: wanted a kettle tipper."),
))

FIRST_CONVERSATION = Questionnaire(
    "first_conversation", 1, "First conversation",
    (SAFE, WHO, GOING_WELL, MATTERS, AROUND, CHANGED, TRIED, HARD, AGREED, OFFER, NEXT),
    law="Care Act 2014 sections 1, 2, 4, 9, 10, 11 and 19(3)",
)
