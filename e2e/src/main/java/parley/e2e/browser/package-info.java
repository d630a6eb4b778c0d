/**
 * Real browsers for the tests: Chromium through Playwright, Firefox through WebDriver BiDi, behind
 * one small interface. Every browser started here is closed by whoever opened it, in {@code close}.
 */
package parley.e2e.browser;
