package org.karawatt.security.internal.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.karawatt.kernel.context.OfficeScope;

class RolesTest {

    private final Roles roles = new Roles(Map.of("role.admin", new String[] {"*"}, "role.clerk", "customer.read, payment.*",
            "role.viewer", new String[] {"billing.read"}, "realm", "karaf"));

    @Test
    void rolesAddUpAndUnknownOnesGiveNothing() {
        assertEquals(Set.of("customer.read", "payment.*", "billing.read"), roles.permissions(Set.of("clerk", "viewer", "stranger")));
        assertEquals(Set.of(), roles.permissions(Set.of("realm")));
    }

    @Test
    void whoHasNoOfficeRoleSeesNoOffice() {
        OfficeScope scope = roles.scope(Set.of("clerk"));
        assertEquals(Set.of(), scope.paths());
        assertFalse(scope.covers("/33/"));
    }

    @Test
    void anOfficeRoleOpensItsBranchOnly() {
        OfficeScope scope = roles.scope(Set.of("clerk", "office:/33/3301/", "office:/34"));
        assertTrue(scope.covers("/33/3301/330102/"));
        assertTrue(scope.covers("/34/"));
        assertFalse(scope.covers("/33/3302/"));
        assertFalse(scope.covers("/341/"));
    }

    @Test
    void anOfficeRoleThatIsNoPathGrantsNothing() {
        assertEquals(Set.of(), roles.scope(Set.of("clerk", "office:33/", "office:/33/../", "office:/%/", "office://")).paths());
    }

    @Test
    void theAdministratorSeesEverything() {
        assertTrue(roles.scope(Set.of("admin")).isAll());
        assertFalse(roles.scope(Set.of("clerk")).isAll());
    }

    @Test
    void officeRolesAreNotShownAsRoles() {
        assertEquals(Set.of("clerk"), Roles.named(Set.of("clerk", "office:/33/")));
    }
}
