package org.karawatt.extender.internal;

import java.net.URL;
import java.util.List;
import java.util.Map;

/**
 * A bundle that carries contributions.
 *
 * @param name symbolic name and version
 * @param files by kind, sorted by path
 */
record Origin(String name, Map<String, List<URL>> files) {
}
