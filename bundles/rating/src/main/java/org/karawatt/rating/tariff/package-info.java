/** Tariffs as data: the content of a package file, its reading, its checking and its compiling into plans. */
@Export
@Version("1.1.0")
package org.karawatt.rating.tariff;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
