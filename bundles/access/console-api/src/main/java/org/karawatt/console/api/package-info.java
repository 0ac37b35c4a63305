/** What a bundle needs to bring pages of its own to the web console, and to push news to the open ones. */
@Export
@Version("1.1.0")
package org.karawatt.console.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
