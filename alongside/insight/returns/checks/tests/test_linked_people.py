from .files import REQUEST, failing

CARER = REQUEST | {"Client Type": "Unpaid carer", "LA Person Unique Identifier": "8", "NHS Number": "9990000026"}


def test_a_linked_adult_must_be_in_the_file(tmp_path):
    found = CARER | {"Adult 1 Linked Person_ID": "7"}
    lost = CARER | {"Adult 1 Linked Person_ID": "7", "Adult 3 Linked Person_ID": "99"}
    assert failing(tmp_path, REQUEST, found, lost) == [(3, "Adult 3 Linked Person_ID", -2)]


def test_capitals_do_not_matter_and_another_council_does(tmp_path):
    person = REQUEST | {"LA Person Unique Identifier": "p7"}
    assert failing(tmp_path, person, CARER | {"Adult 2 Linked Person_ID": "P7"}) == []
    elsewhere = person | {"LA Code": "316"}
    assert failing(tmp_path, elsewhere, CARER | {"Adult 2 Linked Person_ID": "p7"}) == [
        (2, "Adult 2 Linked Person_ID", -2)
    ]
