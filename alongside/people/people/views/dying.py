from alongside.foundation.permissions import needs


@needs("people.see")
def death(request, **kw): ...


@needs("people.see")
def undo(request, **kw): ...
