"""The desk: what the centre's staff decide and look after."""

from app.web.desk import (
    assisted,
    categories,
    enterprises,
    figures,
    papers,
    people,
    questions,
    queue,
    record,
    settings,
    submissions,
    visits,
)

routes = [
    route
    for part in (queue, submissions, assisted, enterprises, questions, papers, people, record, figures, visits, categories, settings)
    for route in part.router.routes
]
