/**
 * What every page needs: host names and sites, the table of routes and who may use them, cross-site
 * request protection, security headers, errors in words, templates, assets, live updates. One
 * virtual thread per request. A feature brings its routes as a {@link parley.node.web.Feature}.
 */
package parley.node.web;
