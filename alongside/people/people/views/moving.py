from alongside.foundation.permissions import needs


@needs("people.see")
def move(request, **kw): ...
