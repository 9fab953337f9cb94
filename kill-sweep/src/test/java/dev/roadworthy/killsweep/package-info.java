/**
 * Kills the operator, as it is shipped, before and after each of its writes to the outside, starts it again, and compares
 * the end with that of an operator that nobody killed. A release ends on every vehicle, or is given back by those of its
 * canary and ended by a pull request.
 *
 * <p>All that an operator sends goes through proxies of the test, which number what is a write: objects and their status at
 * the API server, objects in the store, campaigns at the bridge, events at the collector of
 * lineage, branches and pull requests at the Git host. The renewals of its lease and its Events are not counted. Towards the API
 * server the proxy speaks TLS with the certificate of the cluster's administrator, and the operator speaks HTTP with the
 * proxy: what the operator may do is tested elsewhere.
 */
package dev.roadworthy.killsweep;
