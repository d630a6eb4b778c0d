package parley.node.web;

import java.util.List;

/** A part of the node that people can reach: its lines in the table of routes. */
@FunctionalInterface
public interface Feature {
  List<Route> routes();
}
