--
-- PostgreSQL database dump
--

CREATE SCHEMA dispatch_organization_lantern;

INSERT INTO dispatch_organization_lantern.incident VALUES (1, 'lantern-shop-1');
