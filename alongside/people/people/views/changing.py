from alongside.foundation.permissions import needs


@needs("people.see")
def name(request, **kw): ...


@needs("people.see")
def other_name(request, **kw): ...


@needs("people.see")
def end_name(request, **kw): ...


@needs("people.see")
def move_home(request, **kw): ...


@needs("people.see")
def address(request, **kw): ...


@needs("people.see")
def add_contact(request, **kw): ...


@needs("people.see")
def contact(request, **kw): ...


@needs("people.see")
def end_contact(request, **kw): ...


@needs("people.see")
def identity(request, **kw): ...


@needs("people.see")
def communication(request, **kw): ...


@needs("people.see")
def identifier(request, **kw): ...


@needs("people.see")
def gp_practice(request, **kw): ...
