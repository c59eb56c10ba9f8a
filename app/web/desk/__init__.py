"""The desk: what the centre's staff decide and look after."""

from app.web.desk import (
    assisted,
    categories,
    enterprises,
    figures,
    kept,
    papers,
    people,
    questions,
    queue,
    record,
    settings,
    submissions,
    translation_files,
    translations,
    visits,
)

_looking_after = (people, record, figures, visits, categories, settings)
routes = [
    route
    for part in (queue, submissions, assisted, enterprises, kept, questions, papers, translation_files, translations, *_looking_after)
    for route in part.router.routes
]
