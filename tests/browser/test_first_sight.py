"""What a newcomer sees after `./run`."""


def test_the_home_page_opens_without_a_complaint_from_the_browser(page, screenshots):
    complaints = []
    page.on("console", lambda message: message.type == "error" and complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    answer = page.goto("/")
    page.screenshot(path=screenshots / "home.png", full_page=True)
    assert answer.status == 200
    assert page.locator("h1").count() == 1
    assert complaints == []


def test_nothing_is_asked_of_any_other_host(page, live_product):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/")
    assert asked
    assert [url for url in asked if not url.startswith((live_product.url, "data:"))] == []
