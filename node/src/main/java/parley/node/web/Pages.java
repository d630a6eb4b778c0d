package parley.node.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;

/**
 * Turns a template and its model into HTML. Templates are compiled with the node; a missing one is
 * our bug.
 */
final class Pages {
  private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);

  String render(String template, PageFrame frame, Object model) {
    StringOutput out = new StringOutput(8 * 1024);
    engine.render(template, Map.of("frame", frame, "page", model), out);
    return out.toString();
  }
}
