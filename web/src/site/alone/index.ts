// A lab's page as one file.
import '../lab.css';
import './alone.css';
import '../lab';
import { findHost, report } from './scorm';

const isScorm = document.documentElement.dataset.scorm !== undefined;
const host = isScorm ? findHost(window) : null;
if (host) report(host);
