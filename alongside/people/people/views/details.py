from alongside.foundation.permissions import needs


@needs("people.see")
def details(request, **kw): ...
