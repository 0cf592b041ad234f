from alongside.foundation.permissions import needs


@needs("people.see")
def add(request, **kw): ...


@needs("people.see")
def duplicates(request, **kw): ...
