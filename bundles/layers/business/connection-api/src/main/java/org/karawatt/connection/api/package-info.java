/** Connection (业扩报装与变更用电): new connections, changes of supply, and how their limits are kept. */
@Export
@Version("1.1.0")
package org.karawatt.connection.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
