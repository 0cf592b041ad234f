from alongside.foundation.questionnaires import actions

from .demo import declare


def draft_of(owner, answers=None, *, subject=None, about="tests.talk:1"):
    declare()
    return actions.open_draft(owner=owner, questionnaire="demo_talk", about=about, title="A talk with Ivy Broadbent",
                              url="/desk/tests/talk/", subject=subject, answers=answers)


def sent(draft, answers, *, base=None, token="page one", **more):
    """What a page made from `base` (the draft as it is now, unless told) sends."""
    from alongside.foundation.questionnaires.answers import fingerprint

    base = draft.answers if base is None else base
    return actions.Sent(answers=answers, revision=more.pop("revision", draft.revision), token=token,
                        base={key: fingerprint(base.get(key)) for key in answers}, **more)
