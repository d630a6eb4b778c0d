/** The reference scenario, played through the pages as its people would. */
package parley.e2e.scenario;
