from alongside.foundation.permissions import needs


@needs("people.see")
def choose(request, **kw): ...


@needs("people.see")
def join(request, **kw): ...


@needs("people.see")
def joins(request, **kw): ...


@needs("people.see")
def part(request, **kw): ...
