"""The desk: what the centre's staff decide and look after."""

from app.web.desk import assisted, enterprises, figures, people, queue, record, settings, submissions

routes = [route for part in (queue, submissions, assisted, enterprises, people, record, figures, settings) for route in part.router.routes]
