/** What a bundle needs to offer shell commands: base class, tables, progress, completers. */
@Export
@Version("1.1.0")
package org.karawatt.shell.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
