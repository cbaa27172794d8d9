// A page of words alone, as the one about the data.
import './about';
