/**
 * How the implementations of domains and layers reach the database inside the current unit of work: the EntityManager for the
 * interactive path, SQL in bulk for runs, the connection for libraries that speak JDBC by themselves. All use the same transaction.
 */
@Export
@Version("1.1.0")
package org.karawatt.persistence.store;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
