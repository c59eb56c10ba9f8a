// <div id="api-docs" data-openapi="/api/openapi.json">: the reference of the JSON catalogue, drawn by Swagger UI from our own origin.
const place = document.getElementById("api-docs");
window.SwaggerUIBundle({ domNode: place, url: place.dataset.openapi, validatorUrl: null, deepLinking: true, docExpansion: "list", defaultModelsExpandDepth: 0 });
