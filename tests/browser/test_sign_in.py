from playwright.sync_api import Page, expect


def test_staff_sign_in_with_the_printed_login_and_reach_the_admin(page: Page, sign_in, screens):
    page.goto("/accounts/login/")
    screens(page, "sign-in")
    sign_in("sales")
    expect(page.get_by_role("navigation").first).to_be_visible()
    screens(page, "admin")
