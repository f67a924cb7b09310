//! The people of the story: one account per role, each signed in once.

use tests::{Client, Registers, Sunlot};

/// An issuing body at work.
pub struct Office {
    pub sunlot: Sunlot,
    pub registers: Registers,
    pub admin: Client,
    pub legal: Client,
    /// Of ZJ06 特种设备安全监察处, as the task is.
    pub clerk: Client,
    /// Of the same department.
    pub colleague: Client,
    /// Of ZJ03 监督处.
    pub stranger: Client,
    pub leader: Client,
    pub supervisor: Client,
}

impl Office {
    /// Sets the system up from the command line, starts it and signs everybody in.
    pub fn open(database_url: &str, registers: Registers) -> Self {
        let mut sunlot = Sunlot::install(database_url);
        // Accounts belong to departments.
        let report = sunlot.import("departments", &registers.path("departments.csv"));
        assert_eq!((&report["read"], &report["accepted"]), (&9.into(), &9.into()));
        sunlot.create_user("admin", "admin", &[]);
        for (name, role, department) in [
            ("legal", "legal", "ZJ01"),
            ("clerk", "clerk", "ZJ06"),
            ("colleague", "clerk", "ZJ06"),
            ("stranger", "clerk", "ZJ03"),
            ("leader", "leader", "ZJ06"),
        ] {
            sunlot.create_user(name, role, &["--department", department]);
        }
        sunlot.create_user("supervisor", "supervisor", &[]);
        let again = sunlot.cli_with(&["user", "create", "admin", "--role", "admin"], tests::PASSWORD);
        assert!(!again.status.success(), "a name is given once");
        let short = sunlot.cli_with(&["user", "create", "short", "--role", "admin"], "too short");
        let told = String::from_utf8_lossy(&short.stderr);
        assert!(told.contains("/password 长度须在 12") && !told.contains("too short"), "{short:?}");
        sunlot.start();
        let [admin, legal, clerk, colleague, stranger, leader, supervisor] =
            ["admin", "legal", "clerk", "colleague", "stranger", "leader", "supervisor"]
                .map(|n| sunlot.sign_in(n));
        Self { sunlot, registers, admin, legal, clerk, colleague, stranger, leader, supervisor }
    }
}
