"""The portal: what an enterprise shows, proposes and learns; on a phone first."""

from app.web.portal import (
    cropping,
    drafts,
    headings,
    home,
    importing,
    kept,
    members,
    notices,
    paper_files,
    papers,
    plain_pictures,
    previews,
    products,
    profile,
    questions,
    translations,
    visits,
)

routes = [
    route
    for part in (
        home,
        notices,
        products,
        drafts,
        plain_pictures,
        cropping,
        paper_files,
        papers,
        previews,
        headings,
        importing,
        translations,
        profile,
        kept,
        members,
        questions,
        visits,
    )
    for route in part.router.routes
]
