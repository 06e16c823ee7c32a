"""A browser and its device as their owner knows them, from what a browser calls itself."""

# The first that is named wins: each browser also claims to be those below it.
BROWSERS = (
    (("Edg/", "EdgA/", "EdgiOS/"), "Edge"),
    (("OPR/",), "Opera"),
    (("SamsungBrowser/",), "Samsung Internet"),
    (("Firefox/", "FxiOS/"), "Firefox"),
    (("Chrome/", "CriOS/", "Chromium/"), "Chrome"),
    (("Safari/",), "Safari"),
)
DEVICES = (
    (("iPhone",), "an iPhone"),
    (("iPad",), "an iPad"),
    (("Android",), "Android"),
    (("Windows",), "Windows"),
    (("CrOS",), "a Chromebook"),
    (("Macintosh",), "a Mac"),
    (("Linux",), "Linux"),
)


def in_words(agent):
    """“Chrome on Windows”; what is like nothing that we know, as it calls itself."""
    browser, device = _named(BROWSERS, agent), _named(DEVICES, agent)
    return f"{browser} on {device}" if browser and device else browser or agent


def _named(kinds, agent):
    return next((name for marks, name in kinds if any(mark in agent for mark in marks)), "")
