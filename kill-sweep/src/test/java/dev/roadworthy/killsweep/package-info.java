/**
 * Kills the operator, as it is shipped, before and after each of its writes to the outside, starts it again, and compares
 * the end with that of an operator that nobody killed. What it writes passes through the test, which counts.
 */
package dev.roadworthy.killsweep;
