"""The public website with scripts: the same pages, only without the wait."""

from playwright.sync_api import Page, Request, expect


def _whole_pages(page: Page) -> list[str]:
    """The addresses that are loaded as whole pages from now on."""
    loaded: list[str] = []

    def listen(request: Request) -> None:
        if request.is_navigation_request():
            loaded.append(request.url)

    page.on("request", listen)
    return loaded


def test_more_products_come_without_leaving_the_page(page: Page, site: str) -> None:
    page.goto(f"{site}/products?lang=en")
    loaded, total = _whole_pages(page), int(page.locator("#found").inner_text().split()[0])
    shown = page.locator("#cards .card").count()
    while page.locator("#more a").count():
        page.locator("#more a").click()
        expect(page.locator("#cards .card").nth(shown)).to_be_attached()
        shown = page.locator("#cards .card").count()
    assert shown == total
    assert loaded == []


def test_a_filter_swaps_the_list_and_can_be_gone_back_from(page: Page, site: str) -> None:
    page.goto(f"{site}/products?lang=en")
    loaded, before = _whole_pages(page), page.locator("#found").inner_text()
    halal = page.locator("#certificate-halal")
    promised = halal.inner_text().split()[-1]
    halal.click()
    expect(page.locator("#found")).to_have_text(f"{promised} products")
    assert "certificate=halal" in page.url
    expect(page.locator(".chips")).to_contain_text("Halal")
    assert loaded == []
    page.go_back()
    expect(page.locator("#found")).to_have_text(before)


def test_the_heading_and_the_title_follow_the_category(page: Page, site: str) -> None:
    page.goto(f"{site}/products?lang=en")
    link = page.locator("[id^=category-]").first
    name = link.locator("span").first.inner_text()
    link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    expect(page).to_have_title(f"{name} · Etalase North Sulawesi")


def test_the_list_follows_what_is_typed_and_keeps_the_filter(page: Page, site: str) -> None:
    page.goto(f"{site}/products?lang=en")
    page.locator("#certificate-halal").click()
    expect(page.locator(".chips")).to_contain_text("Halal")
    page.locator("#q").press_sequentially("coffee", delay=20)
    expect(page.locator("#found")).to_contain_text("for “coffee”")
    assert "certificate=halal" in page.url
    expect(page.locator("#q")).to_be_focused()


def test_a_slip_of_the_finger_is_heard(page: Page, site: str) -> None:
    page.goto(f"{site}/products?lang=en&q=kpoi")
    expect(page.locator(".heard strong")).to_have_text("kopi")
    assert page.locator(".card").count() > 0
